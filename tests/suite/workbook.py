"""Opens a workbook with openpyxl and checks what our own reader does not look at.

Ends with 9 where openpyxl is not installed.
"""

import sys

try:
    import openpyxl
except ImportError:
    print("openpyxl is not here")
    sys.exit(9)

book = openpyxl.load_workbook(sys.argv[1])
charts = 0
for sheet in book.worksheets:
    setup = sheet.page_setup
    assert setup.paperSize == 9, (sheet.title, setup.paperSize)
    assert setup.orientation == "landscape", sheet.title
    assert setup.fitToWidth in (None, 1) and setup.fitToHeight == 0, sheet.title
    assert sheet.sheet_properties.pageSetUpPr.fitToPage, sheet.title
    assert "&P" in sheet.oddFooter.right.text, sheet.title
    if sheet.auto_filter.ref:
        assert sheet.freeze_panes, sheet.title
        assert sheet.print_title_rows, sheet.title
    charts += len(sheet._charts)
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n", "d", "inlineStr"), (sheet.title, cell.coordinate)
            assert cell.hyperlink is None, (sheet.title, cell.coordinate)
            value = cell.value
            if isinstance(value, str) and value[:1] in "=+-@" and not cell.coordinate in sheet.merged_cells:
                assert cell.quotePrefix, (sheet.title, cell.coordinate, value)
                assert cell.number_format == "@", (sheet.title, cell.coordinate)
filtered = [sheet.title for sheet in book.worksheets if sheet.auto_filter.ref]
assert len(filtered) == 6, filtered
print("sheets", len(book.worksheets))
print("charts", charts)
