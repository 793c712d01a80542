"""村里: what a cadre does with a telephone, the boards of a village and their colours."""
