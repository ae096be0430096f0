from fastapi import FastAPI

site = FastAPI()
events_by_type = {}


def note(event_type: str):
    events_by_type[event_type] = events_by_type.get(event_type, 0) + 1


@site.get("/boats")
def boats():
    note("boats")
    return []
