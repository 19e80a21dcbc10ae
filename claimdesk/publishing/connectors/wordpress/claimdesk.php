<?php
/**
 * Plugin Name: claimdesk
 * Description: Keeps a fact-check desk's ratings beside each post, and prints their ClaimReview in the head of the post's page. It never changes a post.
 * Version: 1.0.0
 * Requires at least: 5.7
 * Requires PHP: 7.4
 * Author: The claimdesk authors
 * License: Apache-2.0
 * License URI: https://www.apache.org/licenses/LICENSE-2.0
 *
 * The Apache License 2.0 goes with version 3 of the GPL, which WordPress ("version 2 or later") may
 * be used under.
 */

defined( 'ABSPATH' ) || exit;

const CLAIMDESK_META = '_claimdesk';
// How far the desk's feed was written on a post, also where nothing of it is left.
const CLAIMDESK_SEQ = '_claimdesk_seq';

/** Whoever may edit a post may see and write what the desk says of it. */
function claimdesk_may_write( int $post_id ): bool {
	return current_user_can( 'edit_post', $post_id );
}

add_action(
	'init',
	static function (): void {
		$any = array(
			'type'                 => 'object',
			'additionalProperties' => true,
		);
		register_post_meta(
			'',
			CLAIMDESK_META,
			array(
				'type'          => 'object',
				'description'   => "A fact-check desk's ratings of the post's claims.",
				'single'        => true,
				'auth_callback' => static fn( $allowed, $key, $post_id ): bool => claimdesk_may_write( (int) $post_id ),
				'show_in_rest'  => array(
					'schema' => array(
						'type'       => 'object',
						// Never to readers: they may lack the post's password, or its verdict may be stale.
						'context'    => array( 'edit' ),
						'properties' => array(
							'seq'         => array( 'type' => 'integer' ),
							'ratings'     => array(
								'type'  => 'array',
								'items' => $any,
							),
							'claimreview' => $any,
						),
					),
				),
			)
		);
	}
);

/*
 * The connector writes here and not through wp/v2/posts: that saves the whole post again, which
 * changes its date, and its content where the user may not write unfiltered HTML.
 */
add_action(
	'rest_api_init',
	static function (): void {
		register_rest_route(
			'claimdesk/v1',
			'/posts/(?P<id>\d+)',
			array(
				'methods'             => 'PUT',
				'permission_callback' => static fn( WP_REST_Request $request ): bool => claimdesk_may_write( (int) $request['id'] ),
				'callback'            => 'claimdesk_write',
				'args'                => array(
					'modified_gmt' => array(
						'type'     => 'string',
						'required' => true,
					),
					'seq'          => array(
						'type'     => 'integer',
						'required' => true,
					),
					'anew'         => array(
						'type'    => 'boolean',
						'default' => false,
					),
					'ratings'      => array(
						'type'     => 'array',
						'items'    => array( 'type' => 'object' ),
						'required' => true,
					),
					'claimreview'  => array(
						'type'     => 'object',
						'required' => true,
					),
				),
			)
		);
	}
);

/**
 * Keep a post's ratings in place of those before; none at all take the meta away.
 *
 * @return WP_REST_Response|WP_Error 409 where the post was changed since `modified_gmt`, and where a
 * later `seq` was written: a write that comes late. `anew` is of a desk whose numbers began again.
 */
function claimdesk_write( WP_REST_Request $request ) {
	$id   = (int) $request['id'];
	$post = get_post( $id );
	if ( null === $post ) {
		return new WP_Error( 'claimdesk_no_post', 'There is no such post.', array( 'status' => 410 ) );
	}
	if ( mysql_to_rfc3339( $post->post_modified_gmt ) !== $request['modified_gmt'] ) {
		return new WP_Error( 'claimdesk_changed', 'The post was changed since. Read it again.', array( 'status' => 409 ) );
	}
	if ( ! $request['anew'] && $request['seq'] < (int) get_post_meta( $id, CLAIMDESK_SEQ, true ) ) {
		return new WP_Error( 'claimdesk_older', 'Newer ratings were written since. Read the feed again.', array( 'status' => 409 ) );
	}
	update_post_meta( $id, CLAIMDESK_SEQ, $request['seq'] );
	if ( array() === $request['ratings'] ) {
		delete_post_meta( $id, CLAIMDESK_META );
		return new WP_REST_Response( null, 204 );
	}
	$kept = array(
		'seq'         => $request['seq'],
		'ratings'     => $request['ratings'],
		'claimreview' => $request['claimreview'],
	);
	update_post_meta( $id, CLAIMDESK_META, wp_slash( $kept ) ); // It takes the slashes away again.
	return new WP_REST_Response( array( 'seq' => $kept['seq'] ) );
}

add_action(
	'wp_head',
	static function (): void {
		$post = is_singular() ? get_queried_object() : null;
		if ( ! $post instanceof WP_Post || post_password_required( $post ) ) {
			return;
		}
		$kept = get_post_meta( $post->ID, CLAIMDESK_META, true );
		if ( ! is_array( $kept ) || empty( $kept['claimreview']['@graph'] ) ) {
			return;
		}
		// With < and > as \u003C and \u003E nothing in it can end the script.
		$json = wp_json_encode( $kept['claimreview'], JSON_HEX_TAG | JSON_HEX_AMP | JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE );
		if ( false !== $json ) {
			echo '<script type="application/ld+json" class="claimdesk">' . $json . "</script>\n"; // phpcs:ignore WordPress.Security.EscapeOutput.OutputNotEscaped
		}
	}
);
