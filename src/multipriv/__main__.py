"""python -m multipriv"""

from multipriv.cli import main

main()
