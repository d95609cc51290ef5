"""One module and one Typst template for each kind of picture; each module holds its `ARTIST`."""
