class MaxBodySizeMiddleware:
    def __init__(self, app, most):
        self.app = app
