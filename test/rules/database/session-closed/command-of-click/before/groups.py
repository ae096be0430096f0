import click


@click.group()
def harbour_commands():
    """What people run by hand."""
