"""Whether a comment of the console's could be one of ours of which nobody knows yet where it stands."""

from typing import Final

from bot.domain.console.there import CommentThere

_ENOUGH: Final = 200


def could_be(comment: CommentThere, body: str, *, public: bool) -> bool:
    """Tell whether it says what was to be said, however the console has set it.

    A name before the words and files named behind them make no difference, nor does the console's clock.
    Words of signs alone, a thumb, are held against signs.
    """
    if comment.public is not public:
        return False
    words = _letters(body)[:_ENOUGH]
    return words in _letters(comment.body) if words else body.strip() in comment.body


def _letters(text: str) -> str:
    return "".join(letter for letter in text.casefold() if letter.isalnum())
