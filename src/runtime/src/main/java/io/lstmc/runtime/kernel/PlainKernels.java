package io.lstmc.runtime.kernel;

/** Plain Java for both precisions. */
public class PlainKernels extends Kernels {

    @Override
    public String kind() {
        return "plain";
    }

    @Override
    public FloatProduct floatProduct(ProductShape shape) {
        return new PlainFloatProduct(shape);
    }

    @Override
    public DoubleProduct doubleProduct(ProductShape shape) {
        return new PlainDoubleProduct(shape);
    }

    @Override
    public FloatOuter floatOuter(OuterShape shape) {
        return new PlainFloatOuter(shape);
    }

    @Override
    public DoubleOuter doubleOuter(OuterShape shape) {
        return new PlainDoubleOuter(shape);
    }
}
