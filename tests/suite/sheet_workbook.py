"""Opens a workbook of one sheet with openpyxl: paper, merged cells, nothing but texts and numbers.

Ends with 9 where openpyxl is not installed.
"""

import sys

try:
    import openpyxl
except ImportError:
    print("openpyxl is not here")
    sys.exit(9)

book = openpyxl.load_workbook(sys.argv[1])
(sheet,) = book.worksheets
setup = sheet.page_setup
assert setup.paperSize == 9 and setup.orientation == "landscape", setup
assert setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage
assert "&P" in sheet.oddFooter.right.text
for row in sheet.iter_rows():
    for cell in row:
        assert cell.data_type in ("s", "n", "d", "inlineStr"), cell.coordinate
        assert cell.hyperlink is None, cell.coordinate
print("merged", len(sheet.merged_cells.ranges))
