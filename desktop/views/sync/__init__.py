"""Where exchanges with the gateway stand."""
