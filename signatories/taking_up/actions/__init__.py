"""What somebody does with a list."""

from signatories.taking_up.actions.preparing import choose, name_columns, read_sheet, receive, settle
from signatories.taking_up.actions.sheets import SheetLine, enter_sheet, undo_sheet
from signatories.taking_up.actions.working import begin_entering, begin_publishing, begin_telling, begin_undoing

__all__ = [
    "SheetLine",
    "begin_entering",
    "begin_publishing",
    "begin_telling",
    "begin_undoing",
    "choose",
    "enter_sheet",
    "name_columns",
    "read_sheet",
    "receive",
    "settle",
    "undo_sheet",
]
