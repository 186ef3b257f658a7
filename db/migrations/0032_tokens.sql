-- Expiring offline tokens, and tokens from client credentials. Apps and installations that exist keep permanent tokens.
ALTER TABLE app_credential ADD COLUMN token_kind text NOT NULL DEFAULT 'permanent'
	CONSTRAINT app_credential_token_kind CHECK (token_kind IN ('permanent', 'expiring'));
--> statement-breakpoint
-- Without an end the token is permanent; with an end and without a refresh token it comes from client credentials.
ALTER TABLE installation
	ADD COLUMN token_issued_at timestamp (3) with time zone,
	ADD COLUMN token_expires_at timestamp (3) with time zone,
	ADD COLUMN refresh_cipher text,
	ADD COLUMN refresh_expires_at timestamp (3) with time zone,
	ADD COLUMN renewal_lease text,
	ADD COLUMN renewal_until timestamp (3) with time zone,
	ADD CONSTRAINT installation_token CHECK (
		(token_issued_at IS NULL) = (token_expires_at IS NULL)
		AND (refresh_cipher IS NULL) = (refresh_expires_at IS NULL)
		AND (refresh_cipher IS NULL OR token_expires_at IS NOT NULL));
--> statement-breakpoint
CREATE INDEX installation_refresh ON installation (refresh_expires_at) WHERE refresh_expires_at IS NOT NULL;
