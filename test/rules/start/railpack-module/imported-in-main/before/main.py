from till.web import shop as app
