"""宣传: what was done so that people know their rights, and a leaflet made of the law's data."""
