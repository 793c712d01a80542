"""筛查 screening: what must not go out, personal data, secrecy marks, hidden data, wording, and its masking.

- `screen.screen(document)` tells what must not go out; `masking.mask_file(data, name)` makes a clean copy.
- `preview.preview(document, on=…)` tells beforehand what a copy would show: each column and field with samples before and
  after, the choices that the law leaves (`policies`) with its cite, and what each would make.
- `counting.counts(document)` compares the counts that sentences give (共19人) with the rows of the lists.
"""
