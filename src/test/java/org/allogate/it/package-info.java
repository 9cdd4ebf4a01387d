/**
 * Integration tests: the WAR that Maven built, deployed by Arquillian to Open Liberty beside a real
 * MariaDB, and spoken to over HTTP.
 *
 * <p>Database and server start once for all classes and the WAR is deployed once: a deployment
 * takes seconds, and the tests use workspaces of their own instead of an empty server. So no test
 * may count on being alone.
 */
package org.allogate.it;
