"""What the pages that span the rooms may change: a person's own settings."""

from panshi.org.models import Account


def prefer_language(*, account: Account, language: str) -> None:
    """Remembers the language on the account, so that it comes along to another machine."""
    account.language = language
    account.save(update_fields=["language"])
