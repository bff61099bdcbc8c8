/** What commands print of single things. */
package io.lossatlas.cli.text;
