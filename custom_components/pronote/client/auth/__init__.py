"""The login of an account: password, portal, QR code, device token."""
