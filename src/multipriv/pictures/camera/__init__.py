"""The camera: photographs pages, cards and screens on a desk, with an exact homography."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from multipriv.pictures.camera.sensor import scene_noise
    from multipriv.pictures.camera.shot import Level, Medium, Shot, shoot, warp_box

__all__ = ["Level", "Medium", "Shot", "scene_noise", "shoot", "warp_box"]


def __getattr__(name: str) -> Any:
    """Import OpenCV only when the camera is used."""
    if name not in __all__:
        raise AttributeError(name)
    from multipriv.pictures.camera import sensor, shot

    return getattr(sensor if name == "scene_noise" else shot, name)
