"""Makes annual reports whose truth is known, in every form a body might publish them, and damages them on purpose.

`truth` says what a report states, `sheet` how it is laid out, `damage` what went wrong on the way, and one module per
form writes it as bytes. Everything is drawn from a seed: the same seed makes the same report.
"""
