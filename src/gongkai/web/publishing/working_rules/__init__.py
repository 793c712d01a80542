"""Working rules 制度: templates and their register."""
