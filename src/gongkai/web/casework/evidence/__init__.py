"""证据: frozen with its digests when an answer is signed, handed to a reviewing body or a court in one zip."""
