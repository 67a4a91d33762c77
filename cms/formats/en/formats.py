"""What the admin writes into its date fields, in Finnish order, is also read in English."""

DATE_INPUT_FORMATS = ["%d.%m.%Y"]
DATETIME_INPUT_FORMATS = ["%d.%m.%Y %H.%M"]
TIME_INPUT_FORMATS = ["%H.%M"]
