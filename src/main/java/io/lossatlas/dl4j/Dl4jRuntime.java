package io.lossatlas.dl4j;

import org.deeplearning4j.util.CrashReportingUtil;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/** What has to be set in a process, and in a thread, before DL4J runs there. */
public final class Dl4jRuntime {
    /** System property that switches DL4J's oneDNN layers off; {@code true} where it is not set. */
    public static final String HELPERS_DISABLED = "org.eclipse.deeplearning4j.helpers.disable";

    private Dl4jRuntime() {}

    /**
     * Lets DL4J's layers run on oneDNN, which it reads whenever it makes one, unless the system property
     * {@value HELPERS_DISABLED} says otherwise; and keeps it from writing crash dumps into
     * the working folder.
     */
    public static void prepareProcess() {
        if (System.getProperty(HELPERS_DISABLED) == null) {
            System.setProperty(HELPERS_DISABLED, "false");
        }
        CrashReportingUtil.crashDumpsEnabled(false);
    }

    /** Prepares a thread that somebody else's code will run DL4J on: process and thread as engines want them. */
    public static void prepareTask() {
        prepareProcess();
        confineThread();
    }

    /** Confines native code called by this thread to one core: several tasks share a machine, and sums keep their order. */
    public static void confineThread() {
        Nd4j.getEnvironment().setMaxThreads(1);
        Nd4j.getEnvironment().setMaxMasterThreads(1);
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
    }

    /** Releases the native buffers that DL4J keeps for this thread. */
    static void releaseThread() {
        Nd4j.getWorkspaceManager().destroyAllWorkspacesForCurrentThread();
    }
}
