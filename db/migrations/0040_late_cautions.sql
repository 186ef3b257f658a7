-- Cautions that arise after a push need attention: a risk of fraud, a hold in Shopify, an ended payment.
ALTER TABLE "order" DROP CONSTRAINT order_attention;
--> statement-breakpoint
ALTER TABLE "order" ADD CONSTRAINT order_attention CHECK (attention IN ('uncertain', 'rejected', 'other_app', 'second_source_order',
  'risk_raised', 'held_after_push', 'payment_ended', 'address_changed', 'shipping_changed', 'over_pushed', 'shipped_early',
  'supplier_ended', 'supplier_changed', 'variant_mismatch', 'held', 'stopped', 'parked'));
