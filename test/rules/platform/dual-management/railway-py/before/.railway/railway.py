from railway_sdk import define_railway, project, service


@define_railway
def main(ctx=None):
    web = service("app", start="gunicorn kiosk:kiosk")
    return project("kiosk", resources=[web])
