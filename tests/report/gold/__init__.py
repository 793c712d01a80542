"""The gold set: forged reports in the manner of real ones, with their true faults marked by the code that names them.

Written apart from the rules. A third of the reports, and a third of the phrases of every pool, is held back by a hash:
held reports are written in held phrases only, so that nothing a rule was made on occurs in them.
"""
