"""Names of refusals that are about more than one message: about the bot's token, or a channel."""

TOKEN_GONE = frozenset({"token_revoked", "account_inactive"})
"""The workspace does not have the bot any more, until somebody installs it again."""
TOKEN_REFUSED = TOKEN_GONE | {
    "invalid_auth",
    "not_allowed_token_type",
    "not_authed",
    "token_expired",
    "user_removed_from_team",
}
"""The token itself is to blame: nothing of ours is taken until somebody mends it."""
SCOPE_MISSING = "missing_scope"
"""One method needs what the bot was not given; others may not."""
BOT_REFUSED = TOKEN_REFUSED | {
    SCOPE_MISSING,
    "accesslimited",
    "org_login_required",
    "team_access_not_granted",
}
"""The bot is refused, whatever the message: once that is mended, it will be taken."""
CEILING = "ceiling"
"""Our own name: the channel may not hold what was to be posted there."""
CHANNEL_CLOSED = frozenset({"channel_not_found", "is_archived", "is_inactive", "not_in_channel"})
"""Nothing can be posted or changed there."""
