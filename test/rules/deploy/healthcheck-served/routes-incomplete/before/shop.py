from flask import Flask

import plugins  # adds routes

shop = Flask(__name__)
for   plugin in plugins.ALL:
    plugin.mount(shop)
