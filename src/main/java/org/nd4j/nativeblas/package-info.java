/** A bridge over a class that ND4J 1.0.0-M2 moved; nothing of LossAtlas belongs here. */
package org.nd4j.nativeblas;
