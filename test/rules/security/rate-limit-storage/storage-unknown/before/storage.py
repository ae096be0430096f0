import json


def where():
    return json.load(open("storage.json"))["uri"]
