"""`python -m wirebook` is the command `wirebook`."""

from wirebook.outputs.cli import main

if __name__ == "__main__":
    main()
