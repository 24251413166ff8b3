"""What is remembered of what was worked out, and what is not worth its memory."""

from wirebook.fields.recall import remembered


def test_a_short_phrase_is_worked_out_once_and_a_long_one_each_time() -> None:
    asked: list[str] = []

    @remembered(8, longest=5)
    def shouted(word: str, number: int = 1_000_000) -> str:
        asked.append(word)
        return word.upper() * (number > 0)

    for word in ("five5", "five5", "sixsix", "sixsix"):
        assert shouted(word) == word.upper()
    assert shouted("five5", 2_000_000) == "FIVE5"
    assert asked == ["five5", "sixsix", "sixsix", "five5"]


def test_a_long_phrase_is_one_of_more_than_eighty_characters() -> None:
    asked: list[str] = []

    @remembered(8)
    def kept(word: str) -> str:
        asked.append(word)
        return word

    for word in ("x" * 80, "x" * 80, "y" * 81, "y" * 81):
        kept(word)
    assert [len(word) for word in asked] == [80, 81, 81]
