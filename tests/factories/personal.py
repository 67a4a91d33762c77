"""Personal data of nobody: individual numbers from 900 are given to nobody for good."""

from cms.privacy.finding import CHECK_CHARACTERS


def identity_code(day: str = "131052", sign: str = "-", number: str = "900") -> str:
    return f"{day}{sign}{number}{CHECK_CHARACTERS[int(day + number) % len(CHECK_CHARACTERS)]}"
