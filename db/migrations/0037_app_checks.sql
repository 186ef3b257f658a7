-- What Shopify said of an app's client secret: when it was last checked, and what was wrong with it then.
ALTER TABLE app_credential
	ADD COLUMN checked_at timestamp (3) with time zone,
	ADD COLUMN fault text CONSTRAINT app_credential_fault CHECK (fault IN ('signature_differs', 'secret_refused')),
	ADD CONSTRAINT app_credential_checked CHECK (fault IS NULL OR checked_at IS NOT NULL);
