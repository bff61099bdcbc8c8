/** Groups of options that several commands share, each of which reads and checks what it names. */
package io.lossatlas.cli.option;
