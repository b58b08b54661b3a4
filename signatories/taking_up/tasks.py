"""What is too long for a request, block by block: another worker goes on where one was killed."""

from django_tasks import task

from signatories.people.models import User
from signatories.taking_up import blocks
from signatories.taking_up.models import ListImport


@task()
def enter_lines(list_import: str) -> None:
    """Enter the lines of a list that are ready."""
    while blocks.enter_block(ListImport.objects.get(pk=list_import)):
        pass


@task()
def publish_lines(list_import: str, by: int) -> None:
    """Publish the signatures of a list that wait for it."""
    taken, person, last = ListImport.objects.get(pk=list_import), User.objects.get(pk=by), 0
    while last := blocks.publish_block(taken, by=person, after=last):
        pass


@task()
def undo_lines(list_import: str) -> None:
    """Take a list back."""
    while blocks.undo_block(ListImport.objects.get(pk=list_import)):
        pass


@task()
def tell_associations(list_import: str) -> None:
    """Write to the associations of a list that are published."""
    while blocks.tell_block(ListImport.objects.get(pk=list_import)):
        pass
