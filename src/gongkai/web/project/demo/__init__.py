"""An invented county, 青山县, to try everything on."""
