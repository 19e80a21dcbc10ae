<?php
/**
 * Sets a WordPress up in the folder that it is told, by WordPress's own installer, and answers the
 * connector's password. Run by php-cli: wordpress_site.php FOLDER ADDRESS
 */

define( 'WP_INSTALLING', true );
$_SERVER['HTTP_HOST'] = parse_url( $argv[2], PHP_URL_HOST ) . ':' . parse_url( $argv[2], PHP_URL_PORT );
require $argv[1] . '/wp-load.php';
require_once ABSPATH . 'wp-admin/includes/upgrade.php';

wp_install( 'The Paper', 'ada', 'ada@example.org', true, '', wp_generate_password() );
update_option( 'siteurl', $argv[2] );
update_option( 'home', $argv[2] );
update_option( 'timezone_string', 'America/New_York' ); // Its times are not UTC.
switch_theme( 'plain' );

// Somebody who may edit everybody's posts, but write no unfiltered HTML, and somebody who may not.
$people = array();
foreach ( array( 'claimdesk' => 'editor', 'vera' => 'contributor' ) as $login => $role ) {
	$id = wp_insert_user( array( 'user_login' => $login, 'user_pass' => wp_generate_password(), 'role' => $role ) );
	list( $password ) = WP_Application_Passwords::create_new_application_password( $id, array( 'name' => 'claimdesk' ) );
	$people[ $login ] = $password;
}
$admin = get_user_by( 'login', 'ada' );
list( $people['ada'] ) = WP_Application_Passwords::create_new_application_password( $admin->ID, array( 'name' => 'tests' ) );
echo json_encode( $people );
