"""推送: text messages to groups, and items to the county's platform; by the net or through a folder, each with its receipt."""
