"""遮盖: the pages of what is to be given, the boxes on them, the copy."""
