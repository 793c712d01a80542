"""公文: law and facts in, an `OfficialDocument` out. Every statutory letter is one declaration in `texts/`, every working rule one in
`working_rules.toml`.

`writing.write_letter` and `writing.write_decision` make letters; `declarations` reads what each letter needs and says; `working_rules`
writes a body's rules. Numbers come from the law in force on the letter's day, never from the texts.
"""
