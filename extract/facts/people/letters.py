"""The letters with which names begin, and the white space inside a phrase."""

UPPER = "A-Z" + "".join(chr(code) for code in range(0xC0, 0x250) if chr(code).isupper())
GAP = r"(?:[^\S\n]+|[^\S\n]*\n[^\S\n]*)"  # a line may wrap, a paragraph may not end
