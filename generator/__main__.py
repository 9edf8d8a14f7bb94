"""``python -m generator`` is the command ``nigao``."""

from generator.cli.main import nigao

if __name__ == "__main__":
    nigao()
