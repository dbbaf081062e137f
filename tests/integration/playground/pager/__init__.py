"""The playground's phones and PagerDuty, with an app that is not ours."""
