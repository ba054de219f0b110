package it.encoding;

/** The names as docs/maven-plugin.md spells them. */
public final class Use {

    private Use() {}

    public static float[] both(Gro_ddot_u00df_e_Omega model, float[] theta) {
        Gro_ddot_u00df_e_Omega.Prediction prediction = model.predict(theta);
        float[] y = prediction.y_hat();
        return y.length > 0 ? prediction.Delta() : y;
    }
}
