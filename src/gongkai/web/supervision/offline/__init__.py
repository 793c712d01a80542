"""离线包: everything public of a body in a folder that opens without server and without net."""
