"""办件设置: what a county, or a body of it, has chosen where the law is silent."""
