"""`python -m wirebook` is the command `wirebook`."""

from wirebook.outputs.cli.main import main

if __name__ == "__main__":
    main()
