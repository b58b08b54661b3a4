"""What the printed list is made of."""

from datetime import date

from qpv_charter.toolkit.pdf import STYLES, Document, compose
from signatories.directory.filters import Filters
from signatories.directory.queries import RegionRows


def list_document(regions: list[RegionRows], *, filters: Filters, on: date) -> Document:
    """The list by region and department, with totals and contents by department.

    `on` is printed on it: the same list makes one file a day."""
    context = {
        "regions": regions,
        "filters": filters,
        "on": on,
        "total": sum(region.count for region in regions),
        "has_contents": sum(len(region.departments) for region in regions) > 1,
    }
    return compose("signatories/directory/list_pdf.html", context, styles=(*STYLES, "css/pdf-list.css"))
