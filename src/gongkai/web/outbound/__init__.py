"""发出: the ways out to other systems and to telephones, by the net, by an adapter or through a folder, and when no telephone rings."""
