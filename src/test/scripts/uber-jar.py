"""Fails where the uber-jar and a distribution of Spark together lack an artifact of the class path.

    uber-jar.py SPARK_HOME

The class path is target/spark-runtime.classpath, which the build writes: every artifact of scope compile or runtime whose
group the uber-jar does not hold whole. The uber-jar's artifacts are those that pom.xml names to the shade plugin; Spark's
are compared by name, whatever their versions.
"""

import fnmatch
import pathlib
import re
import sys
import xml.etree.ElementTree as ElementTree

HOME = pathlib.Path(__file__).resolve().parents[3]
POM = "{http://maven.apache.org/POM/4.0.0}"


def included():
    """GROUP/ARTIFACT patterns, with the group's dots as slashes, as in the paths of a local repository."""
    names = ElementTree.parse(HOME / "pom.xml").iterfind(f".//{POM}artifactSet/{POM}includes/{POM}include")
    return ["*/" + group.replace(".", "/") + "/" + artifact for group, artifact in (n.text.split(":") for n in names)]


def main(spark_home):
    spark = {re.sub(r"-v?\d.*\.jar$", "", jar.name) for jar in pathlib.Path(spark_home, "jars").glob("*.jar")}
    shaded = included()
    jars = (HOME / "target/spark-runtime.classpath").read_text().strip().split(":")
    missing = []
    for jar in map(pathlib.Path, jars):
        artifact = jar.parent.parent
        if artifact.name not in spark and not any(fnmatch.fnmatch(str(artifact), pattern) for pattern in shaded):
            missing.append(jar)
    for jar in missing:
        print(f"{jar}: neither in the uber-jar nor in {spark_home}/jars; name it to the shade plugin, or exclude it")
    print(f"{len(jars)} artifacts of the class path, {len(missing)} of them missing on a cluster")
    sys.exit(1 if missing else 0)


if __name__ == "__main__":
    main(*sys.argv[1:])
